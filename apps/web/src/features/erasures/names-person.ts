/** An empty name is of nobody. */
export function namesPerson(text: string, name: string): boolean {
  return name.length > 1 && text.toLocaleLowerCase('sv').includes(name.toLocaleLowerCase('sv'));
}
