import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dayOf } from '@styrbord/alerting/deadline';
import { comeBack } from '@styrbord/alerting/delivery';
import { caseId, type AlertEvent } from '@styrbord/alerting/events';
import { setNoticeSettings, setResponsible, settingsOf, UNSET, type PeopleWorld } from '@styrbord/alerting/notice-settings';
import { addresseesOf, answersFor, chainOf, type NoticeSettings, type Told } from '@styrbord/alerting/responsibility';
import { DIGEST_KINDS, nextDigest, type DigestRhythm } from '@styrbord/alerting/schedule';
import { timingOf } from '@styrbord/alerting/timing';
import { undecidedResponsibilities, type UndecidedResponsibility } from '@styrbord/alerting/undecided';
import { Access, Allow, CurrentPrincipal } from '@styrbord/service/access';
import { Answers, object, pageOfItems, PLACE } from '@styrbord/service/answers';
import { Command, type CommandContext } from '@styrbord/service/command-context';
import { DayText, FreeText, Id, OneOf, Optional, Part, Parts, Texts, Whole } from '@styrbord/service/fields';
import { Identities } from '@styrbord/service/identities';
import { ProblemError } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { CLOCK, ORGANISATION, type Clock, type LedgerPlace, type OrganisationNow } from '@styrbord/service/tokens';
import { ancestorsOf } from '@styrbord/steering/organisation';
import { startOf } from '@styrbord/steering/organisation-in';
import type { Name } from '@styrbord/steering/scorecard';
import { measureOf } from '@styrbord/steering/structure';
import { Knowledge } from '@styrbord/steering/views/knowledge';
import { CHAIN, NOTICE_SETTINGS, PERSON, RESPONSIBILITY, UNDECIDED } from './alert-answers';
import { AlertDesk } from './alert-desk';
import { Cases } from './cases';
import { Channels } from './channels/channels';
import { Recipients } from './recipients';
import { Seeing } from './seeing';

const PERSON_CHARS_MAX = 100;
const ADDRESS_CHARS_MAX = 254;
const ADDRESS = /^[^\s@,<>=]+@[^\s@,<>=]+\.[^\s@,<>=]+$/;
const TIME_CHARS = 5;
/** A letter is read, not scrolled. */
const WAITING_MAX = 200;

class DigestPart {
  @OneOf(DIGEST_KINDS)
  readonly kind!: DigestRhythm['kind'];

  /** `07:30`, in the person's own zone. */
  @FreeText(TIME_CHARS)
  readonly at!: string;

  /** Of a weekly one; 1 is Monday. */
  @Optional()
  @Whole({ max: 7 })
  readonly weekday?: number;
}

class QuietPart {
  @FreeText(TIME_CHARS)
  readonly from!: string;

  @FreeText(TIME_CHARS)
  readonly to!: string;
}

class SchedulePart {
  @FreeText(100)
  readonly zone!: string;

  @Part(() => DigestPart)
  readonly digest!: DigestPart;

  /** None where it is left out. */
  @Optional()
  @Part(() => QuietPart)
  readonly quiet?: QuietPart;
}

class SubscriptionPart {
  @Id()
  readonly unit!: string;

  /** Every measure where it is left out. */
  @Optional()
  @Id()
  readonly measure?: string;
}

class DeputyPart {
  @FreeText(PERSON_CHARS_MAX)
  readonly person!: string;

  @DayText()
  readonly from!: string;

  @DayText()
  readonly to!: string;
}

class NoticeSettingsBody {
  @Part(() => SchedulePart)
  readonly schedule!: SchedulePart;

  /** No mail where it is left out. */
  @Optional()
  @FreeText(ADDRESS_CHARS_MAX)
  readonly mail?: string;

  @Parts(() => SubscriptionPart, { max: 200 })
  readonly subscriptions!: readonly SubscriptionPart[];

  @Parts(() => DeputyPart, { max: 20 })
  readonly deputies!: readonly DeputyPart[];
}

class ResponsibilityBody {
  @Id()
  readonly unit!: string;

  /** Every measure where it is left out. */
  @Optional()
  @Id()
  readonly measure?: string;

  @Texts({ max: 20, charsMax: PERSON_CHARS_MAX })
  readonly persons!: readonly string[];
}

class ChainQuery {
  @Id()
  readonly unit!: string;

  /** Left out, it is asked of the unit. */
  @Optional()
  @Id()
  readonly measure?: string;
}

/** Who answers for what, and how each wants to be told. */
@ApiTags('alerts')
@Controller()
export class PeopleController {
  constructor(
    private readonly cases: Cases,
    private readonly desk: AlertDesk,
    private readonly channels: Channels,
    private readonly recipients: Recipients,
    private readonly identities: Identities,
    private readonly knowledge: Knowledge,
    private readonly access: Access,
    private readonly seeing: Seeing,
    @Inject(ORGANISATION) private readonly organisation: OrganisationNow,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Who signs in here and sees some of what one sees oneself. */
  @Get('people')
  @Answers(pageOfItems(PERSON))
  @Allow('read-scorecards')
  async people(@CurrentPrincipal() { units }: Principal): Promise<object> {
    const meets = (others: Principal['units']): boolean =>
      units === 'all' ||
      others === 'all' ||
      units.some((own) => this.organisation.isWithin(own, others)) ||
      others.some((other) => this.organisation.isWithin(other, units));
    const accounts = (await this.identities.accounts()).filter((account) => meets(account.units));
    return { items: accounts.map(({ id, name }) => ({ person: id, name })), next: null };
  }

  /** One's own. */
  @Get('notice-settings')
  @Answers(NOTICE_SETTINGS)
  @Allow('read-scorecards')
  async settings(@CurrentPrincipal() { id: person }: Principal): Promise<object> {
    await this.cases.catchUp();
    const { schedule, mail, subscriptions, deputies } = settingsOf(this.cases.answering, person) ?? UNSET;
    const left = mail === null ? null : this.cases.deliveries.left(mail);
    const canMail = this.channels.canMail;
    await this.seeing.look(new Set([person]));
    const waiting = mail === null || left !== null || !canMail ? [] : this.cases.deliveries.waitingFor(person);
    return {
      person,
      schedule,
      mail: mail === null ? null : ((await this.identities.byId(person))?.mail ?? null),
      canMail,
      left: left && { because: left.because, at: left.at },
      subscriptions,
      deputies,
      nextDigestAt: nextDigest(schedule, this.at()),
      waiting: waiting
        .filter(({ item }) => this.seeing.sees(person, item))
        .slice(0, WAITING_MAX)
        .map(({ at, item }) => ({ case: caseId(item), notice: item.kind, ...timingOf(schedule, { severity: item.severity, at }) })),
      people: await this.named(deputies.map((deputy) => deputy.person)),
    };
  }

  /** All of them at once: what is left out is no more. */
  @Put('notice-settings')
  @Answers(object(PLACE))
  @Allow('read-scorecards')
  async put(
    @Body() body: NoticeSettingsBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    const { id: person } = principal;
    const world = await this.world([person, ...body.deputies.map((deputy) => deputy.person)]);
    if (!world.personExists(person)) throw ProblemError.refused({ refused: 'person-unknown', given: person });
    for (const [at, { unit }] of body.subscriptions.entries()) this.access.requireUnit(principal, unit, `/subscriptions/${at}/unit`);
    const address = body.mail ?? null;
    this.requireAddress(address);
    const settings = settingsGiven(body, address === null ? null : this.recipients.nameOf(address, person));
    const place = await this.desk.take(() => {
      const changed = setNoticeSettings({ person, settings }, this.cases.answering, world);
      return 'refused' in changed ? changed : [...changed, ...this.returned(settings.mail)];
    }, command);
    // The fact comes first: a crash between the two is healed by asking again.
    await this.identities.setMail(person, address);
    return place;
  }

  /** What is stated for units that are seen, and for those above them. */
  @Get('responsibilities')
  @Answers(pageOfItems(RESPONSIBILITY))
  @Allow('read-scorecards')
  async responsibilities(@CurrentPrincipal() principal: Principal): Promise<object> {
    await this.cases.catchUp();
    const { units } = principal;
    const isShown = (unit: string): boolean =>
      this.access.sees(principal, unit) || (units !== 'all' && units.some((own) => this.organisation.isWithin(own, [unit])));
    const items = [];
    for (const [unit, here] of Object.entries(this.cases.answering.people.responsibilities)) {
      if (!isShown(unit)) continue;
      for (const measure of new Set(here.map((one) => one.measure))) {
        const persons = here.flatMap((one) => (one.measure === measure ? [one.person] : []));
        items.push({ unit, measure, persons, people: await this.named(persons) });
      }
    }
    return { items, next: null };
  }

  /** What merged and split units became, and nobody has said since who answers for it. */
  @Get('responsibilities/undecided')
  @Answers(pageOfItems(UNDECIDED))
  @Allow('read-scorecards')
  async undecidedNow(@CurrentPrincipal() principal: Principal): Promise<object> {
    await this.cases.catchUp();
    const sees = (unit: string): boolean => this.access.sees(principal, unit);
    const items = [];
    for (const { before, ...undecided } of this.undecided().filter(({ unit }) => sees(unit))) {
      const shown = before.filter(({ unit }) => sees(unit));
      items.push({ ...undecided, before: shown, people: await this.named(shown.flatMap(({ persons }) => persons)) });
    }
    return { items, next: null };
  }

  /** Who answers for a measure at a unit, or for the unit; who is told today, and in which order it goes up while nobody acknowledges. */
  @Get('responsibilities/chain')
  @Answers(CHAIN)
  @Allow('read-scorecards')
  async chain(@Query() query: ChainQuery, @CurrentPrincipal() principal: Principal): Promise<object> {
    const { unit } = query;
    const measure = query.measure ?? null;
    this.access.requireUnit(principal, unit, '/unit');
    await this.cases.catchUp();
    await this.seeing.look();
    const { organisation } = this.knowledge.structure;
    const { people } = this.cases.answering;
    const of: Told = {
      measure,
      units: [unit, ...ancestorsOf(organisation, unit)],
      day: dayOf(this.at()),
      sees: (person) => this.seeing.sees(person, { unit, measure }),
    };
    const [told, chain, answers] = [addresseesOf(people, of), chainOf(people, of), answersFor(people, of)];
    const named = [...told, ...chain.flat(), ...(answers?.persons ?? [])].flatMap(({ person }) => person ?? []);
    return { answers, told, chain, people: await this.named([...named, ...(answers?.persons ?? []).flatMap(({ deputies }) => deputies)]) };
  }

  /** Nobody, where no person is given: then who answers above does. */
  @Put('responsibilities')
  @Answers(object(PLACE))
  @Allow('steer')
  async putResponsible(
    @Body() { unit, measure, persons }: ResponsibilityBody,
    @CurrentPrincipal() principal: Principal,
    @Command() command: CommandContext,
  ): Promise<LedgerPlace> {
    this.access.requireUnit(principal, unit, '/unit');
    const world = await this.world(persons);
    return this.desk.take(() => setResponsible({ unit, measure: measure ?? null, persons }, this.cases.answering, world), command);
  }

  private undecided(): readonly UndecidedResponsibility[] {
    const { organisation } = this.knowledge.structure;
    const changes = organisation.reorganisations.flatMap(({ units, into, on }) =>
      into.flatMap((id) => {
        const unit = organisation.units[id];
        return unit?.closedOn === null ? [{ units, into: id, on, isNew: startOf(organisation, unit) === on }] : [];
      }),
    );
    return undecidedResponsibilities(this.cases.answering, changes);
  }

  private returned(recipient: string | null): readonly AlertEvent[] {
    return recipient === null ? [] : comeBack({ channel: 'mail', recipient }, this.cases.deliveries.left(recipient));
  }

  private requireAddress(address: string | null): void {
    if (address === null) return;
    if (!this.channels.canMail) throw ProblemError.refused({ refused: 'mail-not-set-up', pointer: '/mail' });
    const { domains } = this.channels;
    const [, domain = ''] = address.toLowerCase().split('@');
    if (ADDRESS.test(address) && !domains.includes(domain))
      throw ProblemError.refused({ refused: 'address-outside', pointer: '/mail', given: domain, allowed: domains.join(', ') });
    if (!ADDRESS.test(address))
      throw ProblemError.refused({ refused: 'address-malformed', pointer: '/mail', given: address, allowed: 'namn@example.se' });
  }

  private async world(persons: readonly string[]): Promise<PeopleWorld> {
    const known = new Set((await this.identities.principalsOf(new Set(persons))).map(({ id }) => id));
    const { structure } = this.knowledge;
    return {
      unitExists: (unit) => structure.organisation.units[unit] !== undefined,
      measureExists: (measure) => measureOf(structure, measure) !== undefined,
      personExists: (person) => known.has(person),
      isUndecided: (unit, measure) => this.undecided().some((one) => one.unit === unit && one.measure === measure),
    };
  }

  private async named(persons: readonly string[]): Promise<{ readonly person: string; readonly name: Name }[]> {
    const names = await this.identities.namesOf(new Set(persons));
    return [...new Set(persons)].flatMap((person) => {
      const name = names.get(person);
      return name ? [{ person, name }] : [];
    });
  }

  private at(): string {
    return new Date(this.now()).toISOString();
  }
}

function settingsGiven({ schedule, subscriptions, deputies }: NoticeSettingsBody, mail: string | null): NoticeSettings {
  const { zone, digest, quiet } = schedule;
  const { kind, at, weekday } = digest;
  return {
    schedule: { zone, digest: kind === 'weekly' ? { kind, weekday: weekday ?? 0, at } : { kind, at }, quiet: quiet ? { ...quiet } : null },
    mail,
    subscriptions: subscriptions.map(({ unit, measure }) => ({ unit, measure: measure ?? null })),
    deputies: deputies.map(({ person, from, to }) => ({ person, from, to })),
  };
}
