export const SET_UP_KEYS = {
  all: ['set_up'] as const,
  of: (lawyerId: string | null) => ['set_up', lawyerId ?? ''] as const,
};
