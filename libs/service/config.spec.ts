import { addressOf, ConfigError, readConfig } from './config';

describe('the configuration', () => {
  it('works with nothing said, and takes empty for absent', () => {
    expect(readConfig({ STYRBORD_API_KEY: '', PATH: '/bin' })).toMatchObject({
      STYRBORD_PORT: 3000,
      STYRBORD_HOST: '127.0.0.1',
      STYRBORD_DATA: './data',
      STYRBORD_DEMO: 'nara',
      STYRBORD_TENANT: 'local',
    });
    expect(readConfig({ STYRBORD_PORT: '0' }).STYRBORD_PORT).toBe(0);
  });

  it.each([
    ['STYRBORD_PORT', 'http'],
    ['STYRBORD_PORT', '70000'],
    ['STYRBORD_PORT', '-1'],
    ['STYRBORD_PORT', '3e3'],
    ['STYRBORD_HOST', 'a host'],
    ['STYRBORD_DEMO', 'yes'],
    ['STYRBORD_TENANT', 'Norrbotten!'],
    ['STYRBORD_API_KEY', 'short'],
    ['STYRBORD_API_KEY', 'å'.repeat(40)],
    ['STYRBORD_ORIGIN', 'styrbord.example.se'],
    ['STYRBORD_LOG', 'loud'],
    ['STYRBORD_SMTP_URL', 'mail.example.se'],
    ['STYRBORD_MAIL_FROM', 'styrbord'],
    ['STYRBORD_CHECKPOINT_MAIL_TO', 'revisor@example.se'],
    ['STYRBORD_MAIL_TO', 'controller@example.se'],
  ])('refuses %s=%s with one sentence that names it', (name, value) => {
    expect.assertions(2);
    try {
      readConfig({ [name]: value });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as ConfigError).sentences).toEqual([expect.stringMatching(new RegExp(`^${name} must .*\\.$`))]);
    }
  });

  it('says the address as one would type it', () => {
    expect(addressOf(readConfig({}))).toBe('http://127.0.0.1:3000');
    expect(addressOf(readConfig({ STYRBORD_HOST: '::1' }), 8080)).toBe('http://[::1]:8080');
    expect(addressOf(readConfig({ STYRBORD_ORIGIN: 'https://styrbord.example.se/' }))).toBe('https://styrbord.example.se');
  });
});
