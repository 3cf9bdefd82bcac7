export { type Answer, findPanel, type Row, readPanel, type Shown } from './read-panel.js';
