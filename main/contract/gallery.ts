import { z } from 'zod';
import { GALLERY_SECTIONS } from './choices.ts';

export const GallerySection = z.enum(GALLERY_SECTIONS);
export type GallerySection = z.infer<typeof GallerySection>;
