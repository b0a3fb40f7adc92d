// Planted: contract-knows-nobody.
import '../domain/leaf.ts';
