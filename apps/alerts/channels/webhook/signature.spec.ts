import { signatureHeaders } from './signature';

/** The example of the Standard Webhooks specification's reference libraries. */
const EXAMPLE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('the signature of a webhook', () => {
  it('is that of Standard Webhooks', () =>
    expect(signatureHeaders(EXAMPLE, [SECRET])).toEqual({
      'webhook-id': EXAMPLE.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': SIGNATURE,
    }));

  it('is made with both secrets while they are changed', () => {
    const { 'webhook-signature': both = '' } = signatureHeaders(EXAMPLE, [`whsec_${'A'.repeat(32)}`, SECRET]);
    expect(both.split(' ')).toEqual([expect.stringMatching(/^v1,/), SIGNATURE]);
    expect(new Set(both.split(' ')).size).toBe(2);
  });

  it('is not there where no secret is shared', () => expect(signatureHeaders(EXAMPLE, [])).not.toHaveProperty('webhook-signature'));
});
