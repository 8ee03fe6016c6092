import { BREACHED, NAMING, TOLD } from '../../../../test/alerts/notices';
import { BODIES } from './forms';

const at = '2022-05-16T08:00:00.000Z';
const formed = (count: number, told = TOLD) => ({
  message: { id: 'webhook-drift-1-1', items: Array.from({ length: count }, () => BREACHED) },
  told: Array.from({ length: Math.min(50, count) }, () => told),
  naming: NAMING,
  at,
});

describe('what is posted', () => {
  it('to a program is every notice, with its figures, names and address', () =>
    expect(BODIES.standard(formed(1))).toMatchObject({
      type: 'notices.decided',
      timestamp: at,
      data: {
        message: 'webhook-drift-1-1',
        notices: [
          {
            notice: '1:1',
            case: 'target-missed~nara~utskrivningsklara~2022-T1',
            kind: 'breached',
            because: 'first',
            unit: { id: 'nara', name: 'Division Nära' },
            measure: { id: 'utskrivningsklara', name: 'Utskrivningsklara', unitOfMeasure: '%' },
            figures: { value: '24.8', targetText: '7%', result: 'missed' },
            address: TOLD.address,
          },
        ],
      },
    }));

  it('to Teams is one adaptive card, in which names mark nothing up', () => {
    const body = JSON.stringify(BODIES.teams(formed(2, { ...TOLD, head: '*Nära* [här](http://x)' })));
    expect(body).toContain('"contentType":"application/vnd.microsoft.card.adaptive"');
    expect(body).toContain(`[\\\\*Nära\\\\* \\\\[här\\\\]\\\\(http://x\\\\)](${TOLD.address})`);
    expect(body).toContain('Styrbord: 2 aviseringar');
  });

  it('to Slack is as many blocks as it takes, in which names call nobody', () => {
    const { blocks } = BODIES.slack(formed(14_500, { ...TOLD, head: '<!channel> & alla' })) as { blocks: object[] };
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt; &amp; alla');
    expect(JSON.stringify(blocks)).not.toContain('<!channel>');
    expect(JSON.stringify(blocks.at(-1))).toContain('… och 14455 till');
  });
});
