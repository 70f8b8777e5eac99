import { setupServer } from 'msw/node';

/** The network of the tests: nothing leaves it unanswered. */
export const server = setupServer();
