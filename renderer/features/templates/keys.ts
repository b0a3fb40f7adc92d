export const TEMPLATE_KEYS = {
  // The first part is named in `changed-queries.ts`.
  list: (lawyerId: string) => ['templates', lawyerId, 'list'] as const,
  one: (lawyerId: string, id: string) => ['templates', lawyerId, 'one', id] as const,
  preview: (lawyerId: string, id: string) => ['templates', lawyerId, 'preview', id] as const,
  /** Of texts that are being written: nothing that is stored is in it. */
  parsed: (texts: readonly string[]) => ['parsed_templates', texts] as const,
};
