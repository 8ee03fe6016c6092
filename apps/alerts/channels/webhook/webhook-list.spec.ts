import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '@styrbord/service/config';
import { webhooksOf, type Webhook } from './webhook-list';

const SECRET = `whsec_${'A'.repeat(32)}`;
const GOOD = { id: 'drift', url: 'https://chat.example.se/krok', secrets: [SECRET] };

describe('the list of webhooks', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'styrbord-webhooks-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const listed = (content: unknown): readonly Webhook[] => {
    const file = join(folder, 'webhooks.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return webhooksOf(readConfig({ STYRBORD_WEBHOOKS: file, STYRBORD_TENANT: 'nara' }));
  };
  const sentences = (content: unknown): readonly string[] => {
    try {
      listed(content);
    } catch (error) {
      if (error instanceof ConfigError) return error.sentences;
      throw error;
    }
    return [];
  };

  it('is empty where no file is named', () => expect(webhooksOf(readConfig({}))).toEqual([]));

  it('is of the tenant that is served', () => {
    const webhooks = [GOOD, { ...GOOD, id: 'egen', tenant: 'nara', form: 'teams' }, { ...GOOD, id: 'annan', tenant: 'annan' }];
    expect(listed({ webhooks }).map(({ id, form }) => `${id} ${form}`)).toEqual(['drift standard', 'egen teams']);
  });

  it.each([
    ['no JSON', '{', /must name a JSON file/],
    ['a list', [GOOD], /must hold an object/],
    ['no list inside', {}, /webhooks must be a list/],
    ['an id with a space', { webhooks: [{ ...GOOD, id: 'a b' }] }, /number 1: id must be/],
    ['an id twice', { webhooks: [GOOD, GOOD] }, /each id must be there once/],
    ['no address', { webhooks: [{ ...GOOD, url: 'chat' }] }, /url must be an address/],
    ['a password in the address', { webhooks: [{ ...GOOD, url: 'https://a:b@chat.example.se' }] }, /url must be an address/],
    ['another form', { webhooks: [{ ...GOOD, form: 'irc' }] }, /form must be one of standard, teams, slack/],
    ['a short secret', { webhooks: [{ ...GOOD, secrets: ['whsec_AAAA'] }] }, /secrets must be whsec_/],
    ['three secrets', { webhooks: [{ ...GOOD, secrets: [SECRET, SECRET, SECRET] }] }, /secrets must hold one/],
    ['what nobody knows', { webhooks: [{ ...GOOD, colour: 'red' }] }, /colour/],
  ])('with %s is refused in a sentence', (_, content, said) =>
    expect(sentences(content)).toEqual(expect.arrayContaining([expect.stringMatching(said)])),
  );
});
