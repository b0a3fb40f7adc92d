// Planted: product-imports-no-test.
import '../../../../support/fake-clock.ts';
