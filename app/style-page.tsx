import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { renderDocument } from '../ui/layout/document.tsx';
import { StylePage } from '../ui/style-page.tsx';

const look = z.object({
  theme: z.enum(['light', 'dark', 'sepia', 'contrast']).optional().catch(undefined),
  density: z.enum(['petits', 'eleve', 'famille', 'pro', 'gestion']).optional().catch(undefined),
});

/** `/style`: every part in every state, in the theme and density asked for. Holds no data, so it needs no session. */
export function mountStylePage(app: FastifyInstance): void {
  app.get('/style', async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(renderDocument(<StylePage path="/style" reading={look.parse(request.query ?? {})} />)),
  );
}
