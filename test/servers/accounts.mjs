/** Who may sign in to each of the servers. */
export const user = { name: 'åsa:%+&= é@example.com', password: 'pass:%+&= é' };
/** Whose account is not active. */
export const inactive = { name: 'inactive@example.com', password: 'inactive-password' };

export const clients = {
	plain: { client_id: 'client', client_secret: 'client-secret' },
	odd: { client_id: 'odd:%+&= client', client_secret: 'odd:%+&= secret' },
	open: { client_id: 'open' },
	api: { client_id: 'api', client_secret: 'api-secret' },
};

/** What the clients may ask for, and what is not for them. */
export const allowed = ['openid', 'read'];
export const forbidden = 'write';

/** Seconds an access token lives. */
export const lifetime = 600;
