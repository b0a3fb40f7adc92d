/** The parameters that a pattern such as `/lawyer/:lawyerId/chats/:chat?` names; those with a question mark may be left out. */
export type ParamsOf<Pattern extends string> = Pattern extends `${infer Part}/${infer Rest}`
  ? ParamOf<Part> & ParamsOf<Rest>
  : ParamOf<Pattern>;
type ParamOf<Part extends string> = Part extends `:${infer Name}?`
  ? { [key in Name]?: string | undefined }
  : Part extends `:${infer Name}`
    ? { [key in Name]: string }
    : unknown;

/** The parameters of a path that fits the pattern, or null. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (given.length > wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^:(\w+)\??$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== value) return null;
    } else if (value !== '') {
      const decoded = decode(value);
      if (decoded === null) return null;
      params[name] = decoded;
    } else if (!part.endsWith('?')) return null;
  }
  return params;
}

/** The path of a pattern with its parameters put in. */
export function pathTo<Pattern extends string>(pattern: Pattern, params: ParamsOf<Pattern> & object): string {
  const values = new Map<string, string | undefined>(Object.entries(params));
  const parts = pattern.split('/').map((part) => {
    const name = /^:(\w+)\??$/.exec(part)?.[1];
    return name === undefined ? part : encodeURIComponent(values.get(name) ?? '');
  });
  return parts.join('/').replace(/\/+$/, '');
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
