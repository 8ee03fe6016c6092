import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Id, Optional } from '@styrbord/service/fields';
import { keyOfCursor, LIMIT_DEFAULT, pageOf, PageQuery, type Page } from '@styrbord/service/queries';
import { Identities } from '@styrbord/service/identities';
import { may, type Principal } from '@styrbord/service/roles';
import { BRIDGES } from '@styrbord/steering/events';
import { isWithin, nameOf, parentOf, type Reorganisation } from '@styrbord/steering/organisation';
import { parsePeriod } from '@styrbord/steering/period';
import type { Name } from '@styrbord/steering/scorecard';
import { measureOf, type Structure } from '@styrbord/steering/structure';
import { undecidedTargets } from '@styrbord/steering/undecided';
import type { Measure } from '@styrbord/steering/measure';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { Reader } from '@styrbord/service/reader';
import { Answers, listOf, NAME, object, oneOfTexts, orNull, pageOfItems, TEXT, WHOLE } from '@styrbord/service/answers';
import { MEASURE } from '@styrbord/service/scorecard-answers';

class UnitQuery extends PageQuery {
  @Optional()
  @Id()
  readonly unit?: string;
}

const UNIT = object({
  id: TEXT,
  name: NAME,
  kind: TEXT,
  parent: orNull(TEXT),
  provider: TEXT,
  setting: orNull(TEXT),
  from: orNull(TEXT),
  to: orNull(TEXT),
});

const NAMED = object({ id: TEXT, name: NAME });

const CHANGE = object({
  kind: oneOfTexts('merge', 'split'),
  units: listOf(NAMED),
  into: listOf(NAMED),
  on: TEXT,
  bridge: oneOfTexts(...BRIDGES),
  no: WHOLE,
  undecided: object({
    targets: listOf(
      object({
        unit: NAMED,
        measure: NAMED,
        targets: listOf(object({ unit: TEXT, cell: orNull(TEXT), text: TEXT, from: TEXT, to: TEXT })),
      }),
    ),
    rights: listOf(object({ unit: TEXT, name: NAME, role: TEXT })),
  }),
});

/** What there is: units within one's subtree, periods with figures, measures. */
@ApiTags('structure')
@Controller()
export class StructureController {
  constructor(
    private readonly reader: Reader,
    private readonly access: Access,
    private readonly knowledge: Knowledge,
    private readonly identities: Identities,
  ) {}

  @Get('units')
  @Answers(pageOfItems(UNIT))
  @Allow('read-scorecards')
  async units(@Query() query: PageQuery, @CurrentPrincipal() principal: Principal): Promise<Page<object>> {
    await this.reader.seen(query.minNo);
    const { units } = this.knowledge.structure.organisation;
    const seen = Object.values(units)
      .filter(({ id }) => this.access.sees(principal, id))
      .map((unit) => ({
        id: unit.id,
        name: nameOf(unit),
        kind: unit.kind,
        parent: visibleParent(parentOf(unit), (id) => this.access.sees(principal, id)),
        provider: unit.provider,
        setting: unit.setting,
        from: unit.from,
        to: unit.closedOn,
      }));
    return paged(seen, query, ({ id }) => id);
  }

  /**
   * Merges and splits, the latest first, each with what is still to be decided for the units that came of it: targets, and, to
   * those who may organise, whose rights name a unit that is no more.
   */
  @Get('units/changes')
  @Answers(pageOfItems(CHANGE))
  @Allow('read-scorecards')
  async changes(@Query() query: UnitQuery, @CurrentPrincipal() principal: Principal): Promise<Page<object>> {
    await this.reader.seen(query.minNo);
    const { unit } = query;
    if (unit !== undefined) this.access.requireUnit(principal, unit, '/unit');
    const { structure } = this.knowledge;
    const { organisation } = structure;
    const sees = (id: string): boolean => this.access.sees(principal, id);
    const isAsked = (id: string): boolean => sees(id) && (unit === undefined || isWithin(organisation, id, [unit]));
    const seen = organisation.reorganisations.filter(({ units, into }) => [...units, ...into].some(isAsked));
    const undecided = undecidedTargets(structure);
    const toldUnit = (id: string) => {
      const described = organisation.units[id];
      return { id, name: described ? nameOf(described) : { sv: id } };
    };
    const items = await Promise.all(
      seen.map(async (change) => ({
        kind: change.kind,
        units: change.units.filter(sees).map(toldUnit),
        into: change.into.filter(sees).map(toldUnit),
        on: change.on,
        bridge: change.bridge,
        no: change.no,
        undecided: {
          targets: undecided
            .filter((each) => each.change === change && isAsked(each.unit))
            .flatMap((each) =>
              each.measures.map(({ measure, targets }) => ({
                unit: toldUnit(each.unit),
                measure: toldMeasure(structure, measure),
                targets: targets.filter((target) => sees(target.unit)),
              })),
            ),
          rights: may(principal, 'organise') ? await this.rightsLeft(change, sees) : [],
        },
      })),
    );
    return paged(items, query, latestFirst);
  }

  /** Rights that name a unit which went into others, and not every one of these. */
  private async rightsLeft(
    { units, into }: Reorganisation,
    sees: (unit: string) => boolean,
  ): Promise<{ readonly unit: string; readonly name: Name; readonly role: string }[]> {
    const { organisation } = this.knowledge.structure;
    const gone = new Set(units.filter((id) => sees(id) && !into.includes(id)));
    const identities = await this.identities.withRightsIn(gone);
    return identities.flatMap(({ name, role, units: named }) => {
      const roots = named === 'all' ? [] : named;
      if (into.every((id) => isWithin(organisation, id, roots))) return [];
      return roots.filter((id) => gone.has(id)).map((unit) => ({ unit, name, role }));
    });
  }

  /** Periods with figures at the unit, the latest first; whole tertials and years that contain them beside them. */
  @Get('periods')
  @Answers(pageOfItems(TEXT))
  @Allow('read-scorecards')
  async periods(@Query() query: UnitQuery, @CurrentPrincipal() principal: Principal): Promise<Page<string>> {
    await this.reader.seen(query.minNo);
    const units = query.unit === undefined ? [] : [query.unit];
    for (const unit of units) this.access.requireUnit(principal, unit, '/unit');
    const names = await this.knowledge.periodsOf(units[0] ?? null, (unit) => this.access.sees(principal, unit));
    const sorted = names.toSorted(
      (a, b) => (parsePeriod(b)?.to ?? 0) - (parsePeriod(a)?.to ?? 0) || (parsePeriod(a)?.from ?? 0) - (parsePeriod(b)?.from ?? 0),
    );
    return { items: sorted.slice(0, query.limit ?? LIMIT_DEFAULT), next: null };
  }

  @Get('measures')
  @Answers(pageOfItems(MEASURE))
  @Allow('read-scorecards')
  async measures(@Query() query: UnitQuery): Promise<Page<Measure>> {
    await this.reader.seen(query.minNo);
    const { structure } = this.knowledge;
    return paged(
      [...structure.measures.keys()].flatMap((id) => measureOf(structure, id) ?? []),
      query,
      ({ id }) => id,
    );
  }
}

function paged<Item>(all: readonly Item[], { cursor, limit = LIMIT_DEFAULT }: PageQuery, keyOf: (item: Item) => string): Page<Item> {
  const after = cursor === undefined ? '' : keyOfCursor(cursor);
  const rows = all.filter((item) => keyOf(item) > after).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return pageOf(rows.slice(0, limit + 1), limit, keyOf);
}

/** A key that sorts the later before the earlier, and by what they are where they are of one commit. */
function latestFirst({
  on,
  no,
  kind,
  units,
  into,
}: {
  on: string;
  no: number;
  kind: string;
  units: readonly Told[];
  into: readonly Told[];
}) {
  const [day, commit] = [99_999_999 - Number(on.replaceAll('-', '')), 1_000_000_000_000 - no];
  return [day, commit, kind, ...units.map(({ id }) => id), '>', ...into.map(({ id }) => id)].join(' ');
}

interface Told {
  readonly id: string;
}

function toldMeasure(structure: Structure, id: string): { readonly id: string; readonly name: Name } {
  return { id, name: measureOf(structure, id)?.name ?? { sv: id } };
}

/** A parent one does not see is not told: one's own root is a root. */
const visibleParent = (parent: string | null, sees: (id: string) => boolean): string | null =>
  parent !== null && sees(parent) ? parent : null;
