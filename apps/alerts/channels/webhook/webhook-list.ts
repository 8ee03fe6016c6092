import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from '@styrbord/service/config';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  Matches,
  ValidateNested,
  validateSync,
  type ValidationError,
} from 'class-validator';
import { FORMS, type Form } from './forms';

/** Somewhere that notices are posted to, as the operator names it. */
export class Webhook {
  @Matches(/^[a-z0-9][a-z0-9-]{0,31}$/, { message: 'id must be 1 to 32 of a-z, 0-9 and hyphens' })
  readonly id!: string;

  @Matches(/^https?:\/\/[^\s@]+$/, { message: 'url must be an address such as https://chat.example.se/hooks/1, without a password' })
  readonly url!: string;

  @IsIn(FORMS, { message: `form must be one of ${FORMS.join(', ')}` })
  readonly form: Form = 'standard';

  /** Of signatures, the newest first: while a secret is changed the old one signs too. */
  @IsOptional()
  @IsArray({ message: 'secrets must be a list' })
  @ArrayMinSize(1, { message: 'secrets must hold one, or two while they are changed' })
  @ArrayMaxSize(2, { message: 'secrets must hold one, or two while they are changed' })
  @Matches(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, { each: true, message: 'secrets must be whsec_ and 24 to 64 bytes in base64' })
  readonly secrets?: readonly string[];

  /** Whose notices; of every tenant that is served unless said. */
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,63}$/, { message: 'tenant must be the name of one' })
  readonly tenant?: string;
}

class WebhookList {
  @ValidateNested({ each: true })
  @Type(() => Webhook)
  @IsArray({ message: 'webhooks must be a list' })
  readonly webhooks!: readonly Webhook[];
}

/** The file that `STYRBORD_WEBHOOKS` names: `{ "webhooks": [{ "id", "url", "form", "secrets" }] }`. What cannot work is said in sentences. */
export function webhooksOf({ STYRBORD_WEBHOOKS: file, STYRBORD_TENANT: own }: Config): readonly Webhook[] {
  if (file === undefined) return [];
  const list = plainToInstance(WebhookList, parsed(file), { exposeDefaultValues: true });
  const faults = validateSync(list, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).flatMap(sentencesOf);
  const ids = Array.isArray(list.webhooks) ? list.webhooks.map(({ id }) => id) : [];
  if (new Set(ids).size < ids.length) faults.push('each id must be there once');
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `${file}, named by STYRBORD_WEBHOOKS: ${fault}.`));
  return list.webhooks.filter(({ tenant }) => tenant === undefined || tenant === own);
}

function parsed(file: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new ConfigError([`STYRBORD_WEBHOOKS must name a JSON file that can be read: ${(error as Error).message}.`]);
  }
  throw new ConfigError([`${file}, named by STYRBORD_WEBHOOKS, must hold an object with a list of webhooks.`]);
}

function sentencesOf({ property, constraints = {}, children = [] }: ValidationError): string[] {
  return [...Object.values(constraints), ...children.flatMap(sentencesOf)].map((said) =>
    /^\d+$/.test(property) ? `number ${Number(property) + 1}: ${said}` : said,
  );
}
