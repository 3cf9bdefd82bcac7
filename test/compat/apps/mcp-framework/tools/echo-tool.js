import { MCPTool } from 'mcp-framework';
import { z } from 'zod';

export default class EchoTool extends MCPTool {
  name = 'echo';
  description = 'Says it again';
  schema = { message: { type: z.string(), description: 'What to say' } };

  async execute({ message }) {
    return message;
  }
}
