import { RouteConfig } from '@nestjs/platform-fastify';
import type { FormConfig } from './body';

/** Takes a form beside JSON, as programs post it that know nothing of this one: for routes that need no session. */
export const TakesForm = (): MethodDecorator => RouteConfig({ takesForm: true } satisfies FormConfig);
