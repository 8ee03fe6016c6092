import { MailServer } from '../../test/mail-server';
import { smtpMail } from './smtp-mail';

describe('many letters at once', () => {
  const server = new MailServer();
  afterAll(() => server.close());

  it('are handed over a few at a time, each once', async () => {
    const mail = smtpMail({ url: `smtp://styrbord:hemligt@127.0.0.1:${await server.open()}`, from: 'styrbord@example.se', stepMs: 10_000 });
    const people = Array.from({ length: 40 }, (_, at) => `p${at}@example.se`);
    await Promise.all(people.map((person) => mail({ to: [person], subject: 'Målet missat', text: 'Utfall 80, mål 90.' })));
    expect(server.arrived.flatMap(({ to }) => to).toSorted()).toEqual(people.toSorted());
    expect(server.mostAtOnce).toBeLessThanOrEqual(3);
  });
});
