import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
  type ValidationArguments,
} from 'class-validator';
import { isIP } from 'node:net';

export const DEMOS = ['nara', 'region', 'none'] as const;
export type Demo = (typeof DEMOS)[number];

/** Of a key that anyone could otherwise try to guess. */
const API_KEY_CHARS_MIN = 32;

/** Whoever is to get mail gets none without a server and a sender. */
function RequiresMail(): PropertyDecorator {
  const needed = ['STYRBORD_SMTP_URL', 'STYRBORD_MAIL_FROM'] as const;
  const validate = (_: unknown, args?: ValidationArguments): boolean =>
    needed.every((name) => (args?.object as Config | undefined)?.[name]);
  const defaultMessage = (args?: ValidationArguments): string => `${args?.property} must have ${needed.join(' and ')} beside it`;
  return ValidateBy({ name: 'requires-mail', validator: { validate, defaultMessage } });
}

/** What the environment says. `CONFIG` is its injection token; `readConfig` its only maker. */
export class Config {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value))
  @IsInt({ message: 'STYRBORD_PORT must be a port number from 0 to 65535' })
  @Min(0, { message: 'STYRBORD_PORT must be a port number from 0 to 65535' })
  @Max(65_535, { message: 'STYRBORD_PORT must be a port number from 0 to 65535' })
  readonly STYRBORD_PORT: number = 3000;

  @Matches(/^[A-Za-z0-9.:-]+$/, { message: 'STYRBORD_HOST must be an address or a host name' })
  readonly STYRBORD_HOST: string = '127.0.0.1';

  @MinLength(1, { message: 'STYRBORD_DATA must be a folder' })
  readonly STYRBORD_DATA: string = './data';

  @IsIn(DEMOS, { message: `STYRBORD_DEMO must be one of ${DEMOS.join(', ')}` })
  readonly STYRBORD_DEMO: Demo = 'nara';

  @Matches(/^[a-z0-9][a-z0-9-]{0,63}$/, {
    message: 'STYRBORD_TENANT must be 1 to 64 of a-z, 0-9 and hyphens, and start with a letter or digit',
  })
  readonly STYRBORD_TENANT: string = 'local';

  /** `one` serves `STYRBORD_TENANT`; `many` those that `styrbord tenant` has registered in the database. */
  @IsIn(['one', 'many'], { message: 'STYRBORD_TENANTS must be one or many' })
  readonly STYRBORD_TENANTS: 'one' | 'many' = 'one';

  @IsOptional()
  @MinLength(API_KEY_CHARS_MIN, { message: `STYRBORD_API_KEY must have at least ${API_KEY_CHARS_MIN} characters` })
  @Matches(/^[\x21-\x7e]+$/, { message: 'STYRBORD_API_KEY must be printable ASCII without spaces' })
  readonly STYRBORD_API_KEY?: string;

  /** The public address behind a reverse proxy: decides cookies, HSTS and which `Origin` may write. */
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'], allow_query_components: false, allow_fragments: false },
    { message: 'STYRBORD_ORIGIN must be an address such as https://styrbord.example.se' },
  )
  readonly STYRBORD_ORIGIN?: string;

  /** The database of the distributed product; without it everything lies in `STYRBORD_DATA`. */
  @IsOptional()
  @Matches(/^mongodb(\+srv)?:\/\/\S+$/, { message: 'STYRBORD_MONGODB must be an address such as mongodb://user:password@host:27017' })
  readonly STYRBORD_MONGODB?: string;

  @IsOptional()
  @Matches(/^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/, { message: 'STYRBORD_KAFKA must be brokers such as kafka-1:9092,kafka-2:9092' })
  readonly STYRBORD_KAFKA?: string;

  @IsOptional()
  readonly STYRBORD_KAFKA_USER?: string;

  @IsOptional()
  readonly STYRBORD_KAFKA_PASSWORD?: string;

  @IsIn(['on', 'off'], { message: 'STYRBORD_KAFKA_TLS must be on or off' })
  readonly STYRBORD_KAFKA_TLS: string = 'off';

  /** Where other instances of the same service reach this one. */
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'], allow_query_components: false, allow_fragments: false },
    { message: 'STYRBORD_SELF must be an address such as http://steering-1:3000' },
  )
  readonly STYRBORD_SELF?: string;

  /** The public name that checkpoints are signed under; the host of `STYRBORD_ORIGIN` unless said. */
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9.:/-]{0,100}$/, { message: 'STYRBORD_AUDIT_NAME must be a name such as styrbord.example.se' })
  readonly STYRBORD_AUDIT_NAME?: string;

  /** Files of Ed25519 private keys, PEM, with commas between: the one that signs, and while keys change the other too. */
  @IsOptional()
  @Matches(/^[^,]+(,[^,]+)?$/, { message: 'STYRBORD_AUDIT_KEYS must be one file, or two with a comma between' })
  readonly STYRBORD_AUDIT_KEYS?: string;

  /** Where every checkpoint is kept as a file: a folder that who runs the database cannot write to. */
  @IsOptional()
  readonly STYRBORD_AUDIT_FOLDER?: string;

  /** Where every checkpoint is posted to. */
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'] },
    { message: 'STYRBORD_AUDIT_WEBHOOK must be an address such as https://witness.example.se/checkpoints' },
  )
  readonly STYRBORD_AUDIT_WEBHOOK?: string;

  /** Who gets signed checkpoints by mail, several with commas. */
  @IsOptional()
  @Matches(/^[^\s@,<>]+@[^\s@,<>]+(,[^\s@,<>]+@[^\s@,<>]+)*$/, {
    message: 'STYRBORD_CHECKPOINT_MAIL_TO must be addresses such as revisor@example.se, with commas between',
  })
  @RequiresMail()
  readonly STYRBORD_CHECKPOINT_MAIL_TO?: string;

  /** Who is told of cases that nobody answers for, several with commas; `tenant=address` is of that tenant alone. */
  @IsOptional()
  @Matches(/^([a-z0-9-]+=)?[^\s@,<>=]+@[^\s@,<>=]+(,([a-z0-9-]+=)?[^\s@,<>=]+@[^\s@,<>=]+)*$/, {
    message: 'STYRBORD_MAIL_TO must be addresses such as controller@example.se, with commas between',
  })
  @RequiresMail()
  readonly STYRBORD_MAIL_TO?: string;

  /** Where people's own addresses may lie, several with commas; the domain of `STYRBORD_MAIL_FROM` unless said. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9.-]+(,[A-Za-z0-9.-]+)*$/, {
    message: 'STYRBORD_MAIL_DOMAINS must be domains such as example.se, with commas between',
  })
  readonly STYRBORD_MAIL_DOMAINS?: string;

  /** Posted to each minute as long as missed targets are found, so that silence is noticed elsewhere; `{tenant}` stands for the tenant. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s]+$/, {
    message: 'STYRBORD_HEARTBEAT_URL must be an address such as https://monitor.example.se/beat/{tenant}',
  })
  readonly STYRBORD_HEARTBEAT_URL?: string;

  /** A file that says where notices are posted to. */
  @IsOptional()
  readonly STYRBORD_WEBHOOKS?: string;

  /** Hosts inside one's own network that notices may be posted to, over http too; several with commas. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9.:-]+(,[A-Za-z0-9.:-]+)*$/, {
    message: 'STYRBORD_OUTBOUND_INSIDE must be hosts such as chat.region.example.se, with commas between',
  })
  readonly STYRBORD_OUTBOUND_INSIDE?: string;

  /** The mail server, `smtp://user:password@host:587` or `smtps://`. */
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'STYRBORD_SMTP_URL must be an address such as smtp://user:password@mail.example.se:587' })
  readonly STYRBORD_SMTP_URL?: string;

  @IsOptional()
  @Matches(/^[^@<>\r\n]*<?[^\s@,<>]+@[^\s@,<>]+>?$/, {
    message: 'STYRBORD_MAIL_FROM must be an address such as styrbord@example.se or Styrbord <styrbord@example.se>',
  })
  readonly STYRBORD_MAIL_FROM?: string;

  @IsIn(['debug', 'info', 'warn', 'error', 'silent'], { message: 'STYRBORD_LOG must be one of debug, info, warn, error, silent' })
  readonly STYRBORD_LOG: string = 'info';
}

export const CONFIG = Symbol('CONFIG');

/** The configuration cannot work. Each sentence says what is wrong and what would do. */
export class ConfigError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Hosts of one's own network that may be posted to. */
export const insideOf = ({ STYRBORD_OUTBOUND_INSIDE: hosts }: Config): string[] => hosts?.split(',') ?? [];

/** An empty variable is an absent one, as in a compose file. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(environment).filter(([name, value]) => name.startsWith('STYRBORD_') && value !== undefined && value !== '');
  const config = plainToInstance(Config, Object.fromEntries(given), { exposeDefaultValues: true });
  const sentences = validateSync(config, { stopAtFirstError: true }).flatMap(({ constraints = {} }) => Object.values(constraints));
  if (sentences.length > 0) throw new ConfigError(sentences.map((sentence) => `${sentence}.`));
  return config;
}

export function isHttps({ STYRBORD_ORIGIN }: Config): boolean {
  return STYRBORD_ORIGIN?.startsWith('https:') ?? false;
}

/** `http://127.0.0.1:3000`, as a person would type it. */
export function addressOf({ STYRBORD_HOST: host, STYRBORD_PORT, STYRBORD_ORIGIN }: Config, port = STYRBORD_PORT): string {
  if (STYRBORD_ORIGIN) return new URL(STYRBORD_ORIGIN).origin;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}
