import { z } from 'zod';

// The page's Content-Security-Policy forbids eval, which zod would use to speed up objects; it decides when a schema is made.
z.config({ jitless: true });
