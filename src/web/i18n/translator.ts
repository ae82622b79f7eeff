export type Text = string | { one: string; other: string };
export type Catalogue = Record<string, Text>;
export type Params = Record<string, string | number>;

/** Fills `{name}` places; a text with `one` and `other` is chosen by `count`. */
export function fill(text: Text, params: Params, language: string): string {
  const chosen = typeof text === 'string' ? text : text[plural(language, Number(params.count ?? 0))];
  return chosen.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

/** For the staff pages, whose texts are in one language. */
export function translator<C extends Catalogue>(catalogue: C) {
  return (key: keyof C & string, params: Params = {}) => fill(catalogue[key] as Text, params, 'en');
}

function plural(language: string, count: number): 'one' | 'other' {
  return new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
}
