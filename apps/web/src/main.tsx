import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { startLanguage } from './language/language';
import { queryClient, sessionQuery } from './reading/queries';
import { router } from './routes/router';
import { AnnounceProvider } from './ui/use-announce';

// Who is signed in decides where to go, so it is asked before anything is drawn; a file is checked by anybody.
if (location.pathname !== '/verify') void queryClient.prefetchQuery(sessionQuery);

void startLanguage().then(() => {
  const place = document.getElementById('app');
  if (!place) return;
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <AnnounceProvider>
          <RouterProvider router={router} />
        </AnnounceProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
});
