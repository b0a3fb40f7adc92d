export const MESSAGE_KEYS = {
  versions: (lawyerId: string, messageId: string) => ['versions', lawyerId, messageId] as const,
  times: (lawyerId: string, messageId: string) => ['times', lawyerId, messageId] as const,
};
