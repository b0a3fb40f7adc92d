// Planted: contract-knows-nobody.
import 'node:fs';
