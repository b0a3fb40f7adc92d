import type { LawyerId, TemplateId } from '../../contract/ids.ts';
import type { Template } from '../../contract/template.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** What a person has written of a template. */
export type TemplateContent = Pick<Template, 'name' | 'variables' | 'default_language' | 'variants'>;

export interface TemplateStore {
  /** False when that id is in use. */
  insert(lawyerId: LawyerId, id: TemplateId, content: TemplateContent, at: Millis): Promise<boolean>;
  replace(lawyerId: LawyerId, id: TemplateId, content: TemplateContent, at: Millis): Promise<void>;
  find(lawyerId: LawyerId, id: TemplateId): Promise<Template | null>;
  /** Whatever the case of its letters. */
  findByName(lawyerId: LawyerId, name: string): Promise<Template | null>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<Template>>;
  remove(lawyerId: LawyerId, id: TemplateId): Promise<boolean>;
}
