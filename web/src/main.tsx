import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { createQueryClient } from './api/queries';
import { App } from './app';
import { startSession } from './auth/session';
import { routerBase } from './lib/base';
import { startPreferences } from './lib/preferences';
import './styles/index.css';

startPreferences();
void startSession();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Router base={routerBase()}>
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
