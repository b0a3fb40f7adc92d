// Planted: domain-knows-the-contract-only.
import 'axios';
