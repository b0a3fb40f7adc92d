import { z } from 'zod';

/** The parts of a chat's gallery: photos and films, documents, voice notes and other sounds, messages with a link. */
export const GallerySection = z.enum(['media', 'documents', 'sounds', 'links']);
export type GallerySection = z.infer<typeof GallerySection>;
