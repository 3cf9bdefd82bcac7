import { z } from 'zod';

export const schema = { message: z.string() };
export const metadata = { name: 'echo', description: 'Says it again' };

export default async function echo({ message }: { message: string }) {
  return { content: [{ type: 'text', text: message }] };
}
