export const metadata = { name: 'fail', description: 'Fails' };

export default async function fail() {
  return { content: [{ type: 'text', text: 'out of ink' }], isError: true };
}
