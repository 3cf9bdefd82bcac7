import type { Agent } from './agent.js';

/** Has an id from a ticket that is long closed, and asks for it again and again before it gives up: the loop that agents are known for. */
export const ticketSync: Agent = {
  name: 'ticket-sync',
  version: '0.3.1',
  async work({ random, connect, think }) {
    const { call, client, attempt } = await connect('incidents');
    await attempt(() => client.listTools());
    const id = `INC-0${Math.round(random.between(100, 999))}`;
    const patience = Math.round(random.between(9, 14));
    for (let tried = 0; tried < patience; tried++) {
      await call('get_incident', { id });
      await think(0.4, 1.2);
    }
  },
};
