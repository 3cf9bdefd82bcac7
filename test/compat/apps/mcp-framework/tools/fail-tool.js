import { MCPTool } from 'mcp-framework';

export default class FailTool extends MCPTool {
  name = 'fail';
  description = 'Fails';
  schema = {};

  async execute() {
    throw new Error('out of ink');
  }
}
