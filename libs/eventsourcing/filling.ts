import type { Documents } from './documents';
import { newFolding, type Folded, type Projection } from './projection';
import type { Step } from './step';
import type { Checkpoint } from './view-reader';

/** Facts folded before they are written: a document that many of them touch is written once. */
const FACTS_A_SAVE = 200_000;

/** Fills a projection step by step, and saves it many steps at a time: documents and checkpoint together. */
export class Filling {
  private folding = newFolding();
  private facts = 0;
  private last: Step | null = null;

  constructor(
    readonly projection: Projection,
    private readonly documents: Documents,
    private at: Checkpoint,
    private readonly saved: (last: Step, folded: Folded) => void = () => undefined,
  ) {}

  /** The last step taken. */
  get reached(): Checkpoint {
    return this.at;
  }

  /** False, and not taken, where the step does not follow the last one. */
  async take(step: Step): Promise<boolean> {
    if (step.prev !== this.at.hash) return false;
    await this.projection.fold(step.facts, this.folding);
    this.last = step;
    this.at = step.checkpoint;
    this.facts += step.facts.length;
    if (this.facts >= FACTS_A_SAVE) await this.save();
    return true;
  }

  /** Documents first, checkpoint last: what is written twice says the same. */
  async save(): Promise<void> {
    const { projection, folding, last } = this;
    if (!last) return;
    const { checkpoint } = last;
    const kept = { collection: 'checkpoints', id: projection.collection, body: { ...checkpoint }, version: checkpoint.no };
    await this.documents.write([...projection.changesOf(folding), { put: kept }]);
    projection.kept(folding);
    this.folding = newFolding();
    this.facts = 0;
    this.last = null;
    this.saved(last, folding);
  }
}
