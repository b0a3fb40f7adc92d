// Planted: domain-knows-the-contract-only.
import '../storage/leaf.ts';
