import { RouteConfig } from '@nestjs/platform-fastify';
import { LARGE_BODY_BYTES_MAX } from './body';

/** Takes bodies of up to 50 MB, from those who have shown who they are. */
export const LargeBody = (): MethodDecorator => RouteConfig({ bodyLimit: LARGE_BODY_BYTES_MAX });
