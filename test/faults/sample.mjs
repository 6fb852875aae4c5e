import { thorough } from '../depth.mjs';
import { faults } from './faults.mjs';
import { services } from './services.mjs';

/**
 * Whether this run tries a fault at a service. A sample has each fault once per group of services,
 * at another service from fault to fault, and wherever a service has a code of its own for it.
 *
 * @param {import('./faults.mjs').Fault} fault
 * @param {import('./services.mjs').Service} service
 */
export function isTried(fault, service) {
	if (thorough || service.name in fault.expect) return true;
	const group = services.filter((other) => groupOf(other) === groupOf(service));
	return group[faults.indexOf(fault) % group.length] === service;
}

/** @param {import('./services.mjs').Service} service */
const groupOf = ({ kind, refreshAfter }) => (refreshAfter === undefined ? kind : 'refresh');
