import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import type { Template } from '../../../main/contract/template.ts';
import { call } from '../../bridge.ts';
import { useRemoval } from '../../ui/use-removal.ts';
import { TEMPLATE_KEYS } from './keys.ts';

export type TemplateContent = Omit<IpcInput<'templates.create'>, 'lawyer_id'>;

/** All templates of a lawyer. They are read while `isWanted`. */
export function useTemplates(lawyerId: string, isWanted = true) {
  return useQuery({
    queryKey: TEMPLATE_KEYS.list(lawyerId),
    queryFn: () => call('templates.list', { lawyer_id: lawyerId }),
    enabled: isWanted,
    staleTime: 0,
  });
}

export function useTemplate(lawyerId: string, id: string) {
  return useQuery({
    queryKey: TEMPLATE_KEYS.one(lawyerId, id),
    queryFn: () => call('templates.get', { lawyer_id: lawyerId, id }),
    staleTime: 0,
  });
}

/** Makes a template, or with an id changes that one. */
export function useSaveTemplate(lawyerId: string, id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: TemplateContent) =>
      id === null
        ? call('templates.create', { lawyer_id: lawyerId, ...content })
        : call('templates.change', { lawyer_id: lawyerId, id, ...content }),
    onSuccess: (template) => {
      client.setQueryData(TEMPLATE_KEYS.one(lawyerId, template.id), template);
      return client.invalidateQueries({ queryKey: TEMPLATE_KEYS.list(lawyerId) });
    },
  });
}

export function useRemoveTemplate(lawyerId: string, id: string, onRemoved: () => void) {
  const remove = () => call('templates.remove', { lawyer_id: lawyerId, id });
  return useRemoval(remove, TEMPLATE_KEYS.list(lawyerId), onRemoved);
}

/** Takes a removal back. */
export function useRestoreTemplate(lawyerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name, variables, default_language, variants }: Template) =>
      call('templates.restore', { lawyer_id: lawyerId, id, name, variables, default_language, variants }),
    onSuccess: (template) => {
      client.setQueryData(TEMPLATE_KEYS.one(lawyerId, template.id), template);
      return client.invalidateQueries({ queryKey: TEMPLATE_KEYS.list(lawyerId) });
    },
  });
}

/** What the main process reads in texts that are being written; of the texts before, until it has. */
export function useParsedTexts(lawyerId: string, texts: readonly string[]) {
  return useQuery({
    queryKey: TEMPLATE_KEYS.parsed(texts),
    queryFn: () => call('templates.parse', { lawyer_id: lawyerId, texts: [...texts] }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export interface TemplateUse {
  id: string;
  /** Null: the default. */
  language: string | null;
  variables: Readonly<Record<string, string>>;
}

/** What a template makes of the values so far; of those before, until it is known. */
export function useTemplatePreview(lawyerId: string, { id, language, variables }: TemplateUse) {
  return useQuery({
    queryKey: [...TEMPLATE_KEYS.preview(lawyerId, id), language, variables],
    queryFn: () =>
      call('templates.preview', { lawyer_id: lawyerId, id, ...given(language), variables: { ...variables } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

export function useFillTemplate(lawyerId: string) {
  return useMutation({
    mutationFn: ({ id, language, variables }: TemplateUse) =>
      call('templates.fill', { lawyer_id: lawyerId, id, ...given(language), variables: { ...variables } }),
  });
}

function given(language: string | null): { language?: string } {
  return language === null ? {} : { language };
}
