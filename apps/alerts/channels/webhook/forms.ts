import { caseId } from '@styrbord/alerting/events';
import type { Json } from '@styrbord/proof/canonical';
import type { Message } from '../channel';
import { restOf, subjectOf, type Naming, type Told } from '../telling';

export const FORMS = ['standard', 'teams', 'slack'] as const;
export type Form = (typeof FORMS)[number];

export interface Formed {
  readonly message: Message;
  readonly told: readonly Told[];
  readonly naming: Naming;
  readonly at: string;
}

/** What is posted, by the form its receiver reads. */
export const BODIES: { readonly [F in Form]: (formed: Formed) => Json } = {
  standard: ({ message: { id, items }, naming, at }) => ({
    type: 'notices.decided',
    timestamp: at,
    data: {
      message: id,
      notices: items.map((item) => {
        const { notice, kind, because, severity, rule, unit, measure, period, retroactive, figures, before, corrected } = item;
        const { name, unitOfMeasure } = naming.measure(measure);
        return {
          notice,
          case: caseId(item),
          kind,
          because,
          severity,
          rule: { id: rule, name: naming.rule(rule) },
          unit: { id: unit, name: naming.unit(unit) },
          measure: { id: measure, name, unitOfMeasure },
          period,
          retroactive,
          figures: { ...figures },
          before: before && { ...before },
          corrected: corrected && { ...corrected },
          address: naming.address(item),
        };
      }),
    },
  }),
  /** An Adaptive Card, as Teams' workflows take it. */
  teams: ({ message: { items }, told }) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          lang: 'sv',
          body: [
            { type: 'TextBlock', size: 'Medium', weight: 'Bolder', wrap: true, text: subjectOf(told, items.length) },
            ...told.flatMap((one) => [
              { type: 'TextBlock', wrap: true, separator: true, text: `[${marked(one.head)}](${one.address})` },
              { type: 'TextBlock', wrap: true, text: linesOf(one).map(marked).join('\n\n') },
            ]),
            ...restTold(told, items.length).map((text) => ({ type: 'TextBlock', wrap: true, text })),
          ],
        },
      },
    ],
  }),
  slack: ({ message: { items }, told }) => ({
    text: entitled(subjectOf(told, items.length)),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subjectOf(told, items.length).slice(0, SLACK_HEADER_CHARS_MAX) } },
      ...told.slice(0, SLACK_TOLD_MAX).map((one) => ({
        type: 'section',
        text: { type: 'mrkdwn', text: `<${one.address}|${entitled(one.head)}>\n${linesOf(one).map(entitled).join('\n')}` },
      })),
      ...restTold(told.slice(0, SLACK_TOLD_MAX), items.length).map((text) => ({ type: 'section', text: { type: 'plain_text', text } })),
    ],
  }),
};

/** Slack takes no message with more blocks, nor a longer header. */
const SLACK_TOLD_MAX = 45;
const SLACK_HEADER_CHARS_MAX = 150;

const restTold = (told: readonly Told[], count: number): string[] => {
  const rest = restOf(told, count);
  return rest === null ? [] : [rest];
};

const linesOf = ({ outcome, afterwards, course, why }: Told): string[] => [
  outcome,
  ...(afterwards ? [afterwards] : []),
  ...(course ? [`${course.bars} ${course.text}`] : []),
  why,
];

/** Names are what people wrote: none of their signs marks anything up. */
const marked = (text: string): string => text.replace(/[\\`*_[\]()#>|~!]/g, '\\$&');
const entitled = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
