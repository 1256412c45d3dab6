import type { FindingClass } from '../../core/validate/checks.ts';

/** As the command line writes a class of findings: `security-warning`. */
export const optionOf = (name: FindingClass): string => name.toLowerCase().replace('_', '-');
