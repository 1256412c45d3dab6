import { fileURLToPath } from 'node:url';
import { provisionPython, type VirtualEnvironment } from '../../support/virtual-environment.ts';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** Makes the virtual environment with moto unless it is there. Throws, saying what is missing. */
export const provisionMoto = (): Promise<VirtualEnvironment> => provisionPython(REQUIREMENTS);
