import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Published files beside the project; they are not part of it. */
const FOLDER = join(__dirname, '../../../shared/data');

export const isThere = (path: string): boolean => existsSync(join(FOLDER, path));

/** The name of a suite that reads a published file, which says so where the file is absent. */
export const titleOf = (title: string, path: string): string =>
  isThere(path) ? title : `${title}: skipped, ../shared/data/${path} is absent`;

/** Every line by its column's name. */
export function linesOf(
  path: string,
  { delimiter = ',', encoding = 'utf8' }: { delimiter?: string; encoding?: BufferEncoding } = {},
): Record<string, string>[] {
  return parse(readFileSync(join(FOLDER, path), encoding), { columns: true, delimiter, bom: true }) as Record<string, string>[];
}

/** An id of a name: `Västra Götaland` is `vastra-gotaland`. */
export const idOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64);

/** The page that explains, line by line, where a publisher's own figures contradict each other or ours. */
export const EXPLAINED = readFileSync(join(__dirname, '../../docs/REAL-DATA.md'), 'utf8');
