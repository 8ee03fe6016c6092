import { bounce, comeBack, evolveMessage, leave, requeue, type Left } from './delivery';
import type { MessageTold } from './events';

const TOLD: MessageTold = {
  message: 'mail-1-2-0',
  channel: 'mail',
  recipient: 'mail-1',
  notices: ['2:0'],
  cases: ['r~u~m~2022'],
  units: ['u'],
};
const at = '2022-05-16T08:00:00.000Z';
const dead = evolveMessage(null, { type: 'message-dead', data: { ...TOLD, attempts: 90, answer: '550 no' } }, at);

describe('a message', () => {
  it('that was given up can be sent once more, under its name', () =>
    expect(requeue(dead)).toEqual([{ type: 'message-requeued', data: TOLD }]));

  it('that was not given up cannot', () => {
    const requeued = evolveMessage(dead, { type: 'message-requeued', data: TOLD }, at);
    expect(requeued).toEqual({ ...dead, state: 'requeued' });
    expect(requeue(requeued)).toEqual({ refused: 'message-not-dead', given: 'requeued' });
    const sent = evolveMessage(requeued, { type: 'message-sent', data: { ...TOLD, attempts: 1, answer: '250' } }, at);
    expect(requeue(sent)).toEqual({ refused: 'message-not-dead', given: 'sent' });
  });

  it('that was handed over may come back, once and for good, and be sent once more', () => {
    const sent = evolveMessage(null, { type: 'message-sent', data: { ...TOLD, attempts: 1, answer: '250' } }, at);
    const events = bounce(sent, '5.1.1');
    expect(events).toEqual([{ type: 'message-bounced', data: { ...TOLD, attempts: 1, answer: '5.1.1' } }]);
    const back = evolveMessage(sent, { type: 'message-bounced', data: { ...TOLD, attempts: 1, answer: '5.1.1' } }, at);
    expect(back.state).toBe('bounced');
    expect(bounce(back, '5.2.2')).toEqual([]);
    expect(requeue(back)).toEqual([{ type: 'message-requeued', data: TOLD }]);
    for (const status of ['4.4.7', '2.0.0', '5', 'user unknown'])
      expect(bounce(sent, status)).toMatchObject({ refused: 'bounce-not-final', pointer: '/status', given: status });
    expect(bounce(dead, '5.1.1')).toEqual({ refused: 'message-not-sent', given: 'dead' });
  });
});

describe('a recipient', () => {
  const left: Left = { channel: 'mail', recipient: 'mail-1', because: 'unsubscribed', at };

  it('leaves once, and comes back once', () => {
    expect(leave(TOLD, 'gone', null)).toEqual([
      { type: 'recipient-left', data: { channel: 'mail', recipient: 'mail-1', because: 'gone' } },
    ]);
    expect(leave(TOLD, 'gone', left)).toEqual([]);
    expect(comeBack(TOLD, left)).toEqual([{ type: 'recipient-returned', data: { channel: 'mail', recipient: 'mail-1' } }]);
    expect(comeBack(TOLD, null)).toEqual([]);
  });
});
