import './theme/tokens.css';
import './theme/base.css';
import './ui/controls.css';
import './ui/surfaces.css';
import { ApiError } from '@callsight/query-service/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { applyStoredTheme } from './theme/theme';

applyStoredTheme();

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A rejected request stays rejected; only a server in trouble is asked once more.
      retry: (failures, error) => failures < 1 && error instanceof ApiError && error.problem.status >= 500,
      refetchOnWindowFocus: true,
      staleTime: 1000,
      networkMode: 'always',
    },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with the id "root" in index.html.');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
