import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Id, Optional } from '@styrbord/service/fields';
import { keyOfCursor, LIMIT_DEFAULT, pageOf, PageQuery, type Page } from '@styrbord/service/queries';
import type { Principal } from '@styrbord/service/roles';
import { nameOf, parentOf } from '@styrbord/steering/organisation';
import { parsePeriod } from '@styrbord/steering/period';
import { measureOf } from '@styrbord/steering/structure';
import type { Measure } from '@styrbord/steering/measure';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { Reader } from '@styrbord/service/reader';
import { Answers, NAME, object, orNull, pageOfItems, TEXT } from '@styrbord/service/answers';
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

/** What there is: units within one's subtree, periods with figures, measures. */
@ApiTags('structure')
@Controller()
export class StructureController {
  constructor(
    private readonly reader: Reader,
    private readonly access: Access,
    private readonly knowledge: Knowledge,
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

  /** Periods with figures at the unit, the latest first; whole tertials and years that contain them beside them. */
  @Get('periods')
  @Answers(pageOfItems(TEXT))
  @Allow('read-scorecards')
  async periods(@Query() query: UnitQuery, @CurrentPrincipal() principal: Principal): Promise<Page<string>> {
    await this.reader.seen(query.minNo);
    const units = query.unit === undefined ? [] : [query.unit];
    for (const unit of units) this.access.requireUnit(principal, unit, '/unit');
    const names = await this.knowledge.periodsOf(units[0] ?? null, (unit) => this.access.sees(principal, unit));
    const latestFirst = names.toSorted(
      (a, b) => (parsePeriod(b)?.to ?? 0) - (parsePeriod(a)?.to ?? 0) || (parsePeriod(a)?.from ?? 0) - (parsePeriod(b)?.from ?? 0),
    );
    return { items: latestFirst.slice(0, query.limit ?? LIMIT_DEFAULT), next: null };
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

/** A parent one does not see is not told: one's own root is a root. */
const visibleParent = (parent: string | null, sees: (id: string) => boolean): string | null =>
  parent !== null && sees(parent) ? parent : null;
