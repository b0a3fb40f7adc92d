// Planted: storage-imports-no-sibling.
import '../whatsapp/leaf.ts';
