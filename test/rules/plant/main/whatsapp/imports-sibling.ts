// Planted: whatsapp-imports-no-sibling.
import '../api/leaf.ts';
