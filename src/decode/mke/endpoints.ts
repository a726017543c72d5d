/**
 * An endpoint: what is requested, what that becomes, and what it means.
 *
 * `request` is a method and a path without its version prefix. In a path `{name}` is the object's name in one segment and `{name+}`
 * in one or more, `{in}` is an object that the named one belongs to and stands before its name, `{_}` is anything, and `{resource}`
 * is the kind of object. The method `*` is any. HEAD is as GET.
 *
 * `becomes` is a verb and a resource, with a subresource after a slash. The verb `*` follows from the method as Kubernetes has it.
 * What is done to an object by a word of its own (`/containers/web/kill`) is a create of that subresource, as `pods/eviction` is.
 *
 * `nameIn` is the query parameter that names the object.
 */
export interface Endpoint {
  readonly request: string;
  readonly becomes: string;
  readonly meaning: string;
  readonly nameIn?: string;
}

type Row = readonly [request: string, becomes: string, meaning: string, nameIn?: string];

/** Docker Engine API 1.12 to 1.51 and the Swarm API in it: the routes of moby's `api/server/router`. */
const DOCKER: readonly Row[] = [
  ['GET /containers/json', 'list containers', 'Lists containers.'],
  ['GET /containers/ps', 'list containers', 'Lists containers, as old clients ask for it.'],
  ['POST /containers/create', 'create containers', 'Creates a container.', 'name'],
  ['POST /containers/prune', 'deletecollection containers', 'Deletes all stopped containers.'],
  ['GET /containers/{name+}/json', 'get containers', 'Reads a container.'],
  ['GET /containers/{name+}/top', 'get containers/top', 'Lists the processes in a container.'],
  ['GET /containers/{name+}/logs', 'get containers/logs', 'Reads the output of a container.'],
  ['POST /containers/{name+}/logs/clear', 'delete containers/logs', 'Deletes the kept output of a container.'],
  ['GET /containers/{name+}/changes', 'get containers/changes', 'Lists the changed files of a container.'],
  ['GET /containers/{name+}/export', 'get containers/export', 'Takes out all files of a container.'],
  ['GET /containers/{name+}/stats', 'get containers/stats', 'Reads what a container uses.'],
  ['GET /containers/{name+}/archive', 'get containers/archive', 'Takes files out of a container.'],
  ['PUT /containers/{name+}/archive', 'update containers/archive', 'Puts files into a container.'],
  ['POST /containers/{name+}/copy', 'get containers/archive', 'Takes files out of a container, as old clients do.'],
  ['GET /containers/{name+}/attach/ws', 'get containers/attach', 'Connects to a container by WebSocket.'],
  ['POST /containers/{name+}/attach', 'create containers/attach', 'Connects to a container.'],
  ['POST /containers/{name+}/exec', 'create containers/exec', 'Prepares a command to run in a container.'],
  ['POST /containers/{name+}/start', 'create containers/start', 'Starts a container.'],
  ['POST /containers/{name+}/stop', 'create containers/stop', 'Stops a container.'],
  ['POST /containers/{name+}/restart', 'create containers/restart', 'Restarts a container.'],
  ['POST /containers/{name+}/kill', 'create containers/kill', 'Sends a signal to a container.'],
  ['POST /containers/{name+}/pause', 'create containers/pause', 'Pauses a container.'],
  ['POST /containers/{name+}/unpause', 'create containers/unpause', 'Resumes a paused container.'],
  ['POST /containers/{name+}/wait', 'create containers/wait', 'Waits for a container to stop.'],
  ['POST /containers/{name+}/resize', 'create containers/resize', 'Resizes the terminal of a container.'],
  ['POST /containers/{name+}/rename', 'create containers/rename', 'Renames a container.'],
  ['POST /containers/{name+}/update', 'update containers', 'Changes the limits of a container.'],
  ['GET /containers/{name+}/checkpoints', 'get containers/checkpoints', 'Lists the checkpoints of a container.'],
  ['POST /containers/{name+}/checkpoints', 'create containers/checkpoints', 'Keeps the state of a container.'],
  [
    'DELETE /containers/{name+}/checkpoints/{_}',
    'delete containers/checkpoints',
    'Deletes a kept state of a container.',
  ],
  ['DELETE /containers/{name+}', 'delete containers', 'Deletes a container.'],

  ['GET /exec/{name}/json', 'get exec', 'Reads a command that runs in a container.'],
  ['POST /exec/{name}/start', 'create exec/start', 'Runs a prepared command in a container.'],
  ['POST /exec/{name}/resize', 'create exec/resize', 'Resizes the terminal of a command in a container.'],

  ['GET /images/json', 'list images', 'Lists images.'],
  ['GET /images/search', 'list images/search', 'Searches a registry for images.', 'term'],
  ['GET /images/get', 'get images/export', 'Takes out several images.', 'names'],
  ['POST /images/create', 'create images', 'Pulls an image, or makes one of files.', 'fromImage'],
  ['POST /images/load', 'create images/load', 'Loads images from an archive.'],
  ['POST /images/prune', 'deletecollection images', 'Deletes all images that are not used.'],
  ['GET /images/{name+}/json', 'get images', 'Reads an image.'],
  ['GET /images/{name+}/history', 'get images/history', 'Reads how an image was made.'],
  ['GET /images/{name+}/get', 'get images/export', 'Takes out an image.'],
  ['GET /images/{name+}/attestations', 'get images/attestations', 'Reads what is attested of an image.'],
  ['POST /images/{name+}/push', 'create images/push', 'Pushes an image to a registry.'],
  ['POST /images/{name+}/tag', 'create images/tag', 'Gives an image a further name.'],
  ['DELETE /images/{name+}', 'delete images', 'Deletes an image or one of its names.'],
  ['POST /commit', 'create images/commit', 'Makes an image of a container.', 'repo'],
  ['POST /build', 'create images/build', 'Builds an image.', 't'],
  ['POST /build/prune', 'deletecollection images/build', 'Deletes the cache of builds.'],
  ['POST /build/cancel', 'delete images/build', 'Breaks off a build.', 'id'],
  ['GET /distribution/{name+}/json', 'get distribution', 'Reads an image’s digest and platforms from its registry.'],

  ['GET /networks', 'list networks', 'Lists networks.'],
  ['POST /networks/create', 'create networks', 'Creates a network.'],
  ['POST /networks/prune', 'deletecollection networks', 'Deletes all networks that are not used.'],
  ['POST /networks/{name+}/connect', 'create networks/connect', 'Connects a container to a network.'],
  ['POST /networks/{name+}/disconnect', 'create networks/disconnect', 'Disconnects a container from a network.'],
  ['GET /networks/{name+}', 'get networks', 'Reads a network.'],
  ['DELETE /networks/{name+}', 'delete networks', 'Deletes a network.'],

  ['GET /volumes', 'list volumes', 'Lists volumes.'],
  ['POST /volumes/create', 'create volumes', 'Creates a volume.'],
  ['POST /volumes/prune', 'deletecollection volumes', 'Deletes all volumes that are not used.'],
  ['GET /volumes/{name+}', 'get volumes', 'Reads a volume.'],
  ['PUT /volumes/{name+}', 'update volumes', 'Changes a volume of the cluster.'],
  ['DELETE /volumes/{name+}', 'delete volumes', 'Deletes a volume.'],

  ['GET /swarm', 'get swarm', 'Reads the swarm.'],
  ['POST /swarm/init', 'create swarm', 'Founds a swarm.'],
  ['POST /swarm/join', 'create swarm/join', 'Joins a node to the swarm.'],
  ['POST /swarm/leave', 'create swarm/leave', 'Takes a node out of the swarm.'],
  ['POST /swarm/update', 'update swarm', 'Changes the swarm, or its join tokens.'],
  ['GET /swarm/unlockkey', 'get swarm/unlockkey', 'Reads the key that unlocks managers.'],
  ['POST /swarm/unlock', 'create swarm/unlock', 'Unlocks a manager.'],

  ['GET /nodes', 'list nodes', 'Lists nodes.'],
  ['GET /nodes/{name}', 'get nodes', 'Reads a node.'],
  ['POST /nodes/{name}/update', 'update nodes', 'Changes a node: its role, availability or labels.'],
  ['DELETE /nodes/{name}', 'delete nodes', 'Deletes a node.'],

  ['GET /services', 'list services', 'Lists services.'],
  ['POST /services/create', 'create services', 'Creates a service.'],
  ['GET /services/{name}', 'get services', 'Reads a service.'],
  ['GET /services/{name}/logs', 'get services/logs', 'Reads the output of a service.'],
  ['POST /services/{name}/update', 'update services', 'Changes a service.'],
  ['DELETE /services/{name}', 'delete services', 'Deletes a service.'],

  ['GET /tasks', 'list tasks', 'Lists tasks.'],
  ['GET /tasks/{name}', 'get tasks', 'Reads a task.'],
  ['GET /tasks/{name}/logs', 'get tasks/logs', 'Reads the output of a task.'],

  ['GET /secrets', 'list secrets', 'Lists secrets.'],
  ['POST /secrets/create', 'create secrets', 'Creates a secret.'],
  ['GET /secrets/{name}', 'get secrets', 'Reads a secret, without its value.'],
  ['POST /secrets/{name}/update', 'update secrets', 'Changes the labels of a secret.'],
  ['DELETE /secrets/{name}', 'delete secrets', 'Deletes a secret.'],

  ['GET /configs', 'list configs', 'Lists configs.'],
  ['POST /configs/create', 'create configs', 'Creates a config.'],
  ['GET /configs/{name}', 'get configs', 'Reads a config.'],
  ['POST /configs/{name}/update', 'update configs', 'Changes the labels of a config.'],
  ['DELETE /configs/{name}', 'delete configs', 'Deletes a config.'],

  ['GET /plugins', 'list plugins', 'Lists plugins.'],
  ['GET /plugins/privileges', 'get plugins/privileges', 'Reads what a plugin asks to be allowed.', 'remote'],
  ['POST /plugins/pull', 'create plugins', 'Installs a plugin.', 'name'],
  ['POST /plugins/create', 'create plugins', 'Makes a plugin of files.', 'name'],
  ['GET /plugins/{name+}/json', 'get plugins', 'Reads a plugin.'],
  ['POST /plugins/{name+}/enable', 'create plugins/enable', 'Switches a plugin on.'],
  ['POST /plugins/{name+}/disable', 'create plugins/disable', 'Switches a plugin off.'],
  ['POST /plugins/{name+}/push', 'create plugins/push', 'Pushes a plugin to a registry.'],
  ['POST /plugins/{name+}/upgrade', 'update plugins', 'Installs another version of a plugin.'],
  ['POST /plugins/{name+}/set', 'update plugins/set', 'Changes the settings of a plugin.'],
  ['DELETE /plugins/{name+}', 'delete plugins', 'Deletes a plugin.'],

  ['POST /auth', 'create auth', 'Checks a credential against a registry.'],
  ['GET /info', 'get system/info', 'Reads what an engine is.'],
  ['GET /version', 'get system/version', 'Reads which version an engine has.'],
  ['GET /_ping', 'get system/ping', 'Asks whether an engine answers.'],
  ['GET /system/df', 'get system/df', 'Reads how much disk an engine uses.'],
  ['GET /events', 'watch events', 'Follows what happens in an engine.'],
  ['POST /session', 'create session', 'Opens a session in which a build asks its client for files.'],
  ['POST /grpc', 'create session/grpc', 'Opens a connection to the builder.'],
  ['GET /debug/{name+}', 'get system/debug', 'Reads what an engine does inside.'],
];

/** The API of MKE itself (Universal Control Plane 2 and 3, MKE 3). */
const MKE: readonly Row[] = [
  ['POST /auth/login', 'login users', 'Logs somebody in.'],
  ['POST /auth/logout', 'logout users', 'Ends somebody’s session.'],
  ['POST /id/login', 'login users', 'Logs somebody in, in the web interface.'],
  ['POST /id/logout', 'logout users', 'Ends somebody’s session in the web interface.'],
  ['GET /id', 'get users/id', 'Reads who one is.'],
  ['* /auth/{resource}', '* {resource}', 'Reads or changes something of signing in.'],

  ['GET /accounts', 'list accounts', 'Lists users and organisations.'],
  ['POST /accounts', 'create accounts', 'Creates a user or an organisation.'],
  ['GET /accounts/{name}', 'get accounts', 'Reads a user or an organisation.'],
  ['PATCH /accounts/{name}', 'patch accounts', 'Changes a user or an organisation.'],
  ['PUT /accounts/{name}', 'update accounts', 'Changes a user or an organisation.'],
  ['DELETE /accounts/{name}', 'delete accounts', 'Deletes a user or an organisation.'],
  ['POST /accounts/{name}/changePassword', 'update accounts/password', 'Changes a user’s password.'],
  ['GET /accounts/{name}/organizations', 'get accounts/organizations', 'Lists the organisations of a user.'],
  ['GET /accounts/{in}/members', 'list members', 'Lists the members of an organisation.'],
  ['GET /accounts/{in}/members/{name}', 'get members', 'Reads a member of an organisation.'],
  ['PUT /accounts/{in}/members/{name}', 'update members', 'Puts a user into an organisation, or makes one an owner.'],
  ['DELETE /accounts/{in}/members/{name}', 'delete members', 'Takes a user out of an organisation.'],
  ['GET /accounts/{in}/members/{name}/teams', 'get members/teams', 'Lists the teams of a member.'],
  ['GET /accounts/{in}/teams', 'list teams', 'Lists the teams of an organisation.'],
  ['POST /accounts/{in}/teams', 'create teams', 'Creates a team.'],
  ['GET /accounts/{in}/teams/{name}', 'get teams', 'Reads a team.'],
  ['PATCH /accounts/{in}/teams/{name}', 'patch teams', 'Changes a team.'],
  ['DELETE /accounts/{in}/teams/{name}', 'delete teams', 'Deletes a team.'],
  ['GET /accounts/{in}/teams/{in}/members', 'list members', 'Lists the members of a team.'],
  ['GET /accounts/{in}/teams/{in}/members/{name}', 'get members', 'Reads a member of a team.'],
  [
    'PUT /accounts/{in}/teams/{in}/members/{name}',
    'update members',
    'Puts a user into a team, or makes one its admin.',
  ],
  ['DELETE /accounts/{in}/teams/{in}/members/{name}', 'delete members', 'Takes a user out of a team.'],
  [
    'GET /accounts/{in}/teams/{name}/memberSyncConfig',
    'get teams/membersyncconfig',
    'Reads how a team follows a directory.',
  ],
  [
    'PUT /accounts/{in}/teams/{name}/memberSyncConfig',
    'update teams/membersyncconfig',
    'Changes how a team follows a directory.',
  ],
  [
    'GET /accounts/{name}/adminMemberSyncConfig',
    'get accounts/adminmembersyncconfig',
    'Reads how an organisation’s admins follow a directory.',
  ],
  [
    'PUT /accounts/{name}/adminMemberSyncConfig',
    'update accounts/adminmembersyncconfig',
    'Changes how an organisation’s admins follow a directory.',
  ],
  ['GET /accounts/{in}/publicKeys', 'list publickeys', 'Lists the public keys of an account.'],
  ['POST /accounts/{in}/publicKeys', 'create publickeys', 'Adds a public key to an account.'],
  ['PATCH /accounts/{in}/publicKeys/{name}', 'patch publickeys', 'Changes a public key.'],
  ['DELETE /accounts/{in}/publicKeys/{name}', 'delete publickeys', 'Deletes a public key.'],
  ['* /accounts/{in}/{resource}', '* {resource}', 'Reads or changes something of an account.'],
  ['* /accounts/{in}/{resource}/{name+}', '* {resource}', 'Reads or changes something of an account.'],

  ['GET /roles', 'list roles', 'Lists roles.'],
  ['POST /roles', 'create roles', 'Creates a role.'],
  ['GET /roles/{name}', 'get roles', 'Reads a role.'],
  ['PATCH /roles/{name}', 'patch roles', 'Changes a role.'],
  ['DELETE /roles/{name}', 'delete roles', 'Deletes a role.'],
  ['GET /totalRole', 'get roles/total', 'Reads all that one may do.'],
  ['GET /collections', 'list collections', 'Lists collections.'],
  ['POST /collections', 'create collections', 'Creates a collection.'],
  ['GET /collections/{name}', 'get collections', 'Reads a collection.'],
  ['GET /collections/{name}/children', 'get collections/children', 'Lists the collections in a collection.'],
  ['PATCH /collections/{name}', 'patch collections', 'Changes a collection.'],
  ['DELETE /collections/{name}', 'delete collections', 'Deletes a collection.'],
  ['GET /collectionByPath', 'get collections', 'Reads a collection by its path.', 'path'],
  ['GET /collectionGrants', 'list collectiongrants', 'Lists who has which role on which collection.'],
  ['PUT /collectionGrants/{in}/{in}/{name}', 'update collectiongrants', 'Grants a role on a collection.'],
  ['DELETE /collectionGrants/{in}/{in}/{name}', 'delete collectiongrants', 'Takes back a role on a collection.'],
  ['GET /defaultCollection/{name}', 'get defaultcollections', 'Reads where a user’s resources go.'],
  ['PUT /defaultCollection/{name}', 'update defaultcollections', 'Changes where a user’s resources go.'],
  ['GET /kubernetesNamespaces', 'list namespaces', 'Lists the namespaces that one may use.'],

  ['GET /api/ucp/config-toml', 'get config-toml', 'Reads the configuration.'],
  ['PUT /api/ucp/config-toml', 'update config-toml', 'Changes the configuration.'],
  ['GET /api/ucp/config/{name+}', 'get config', 'Reads a part of the configuration.'],
  ['POST /api/ucp/config/{name+}', 'update config', 'Changes a part of the configuration.'],
  ['PUT /api/ucp/config/{name+}', 'update config', 'Changes a part of the configuration.'],
  ['POST /api/ucp/backup', 'create backups', 'Makes a backup.'],
  ['GET /api/ucp/backups', 'list backups', 'Lists backups.'],
  ['GET /api/ucp/backup/{name}', 'get backups', 'Reads the state of a backup.'],
  ['POST /api/ucp/upgrade', 'create upgrades', 'Upgrades the cluster.'],
  ['* /api/ucp/{resource}', '* {resource}', 'Reads or changes something of the control plane.'],
  ['* /api/ucp/{resource}/{name+}', '* {resource}', 'Reads or changes something of the control plane.'],

  ['GET /api/clientbundle', 'get clientbundle', 'Takes a bundle with keys and certificates of a user.'],
  ['POST /api/clientbundle', 'create clientbundle', 'Makes a bundle with keys and certificates of a user.'],
  ['GET /api/account', 'get accounts', 'Reads one’s own account.'],
  ['POST /account/changepassword', 'update accounts/password', 'Changes one’s own password.'],
  ['POST /api/support', 'create support', 'Makes an archive for support.'],
  ['POST /support', 'create support', 'Makes an archive for support.'],
  ['POST /api/nodes/authorize', 'create nodes/authorize', 'Lets a node into the cluster.'],
  ['* /api/{resource}', '* {resource}', 'Reads or changes something of the control plane.'],
  ['* /api/{resource}/{name+}', '* {resource}', 'Reads or changes something of the control plane.'],
  ['GET /metricsservice/query', 'get metricsservice/query', 'Asks for figures of the cluster.'],
  ['* /metricsservice/{name+}', '* metricsservice', 'Asks for figures of the cluster, in another way.'],
  ['GET /metricsdiscovery', 'get metricsservice/discovery', 'Reads what is measured where.'],
  ['GET /metrics', 'get metrics', 'Reads the controller’s own figures.'],
  ['GET /ca', 'get ca', 'Reads the certificate of the authority.'],
  ['* /enzi/{_}/id/login', 'login users', 'Logs somebody in, at the identity service.'],
  ['* /enzi/{_}/{resource}', '* {resource}', 'Reads or changes something of the identity service.'],
  ['* /enzi/{_}/{resource}/{name+}', '* {resource}', 'Reads or changes something of the identity service.'],
];

/** The endpoints of an API group. Of two that fit a path, the first holds. */
export interface Api {
  readonly apiGroup: string;
  readonly endpoints: readonly Endpoint[];
}

export const APIS: readonly Api[] = [
  { apiGroup: 'docker.com', endpoints: DOCKER.map(endpointOf) },
  { apiGroup: 'ucp.mirantis.com', endpoints: MKE.map(endpointOf) },
];

function endpointOf([request, becomes, meaning, nameIn]: Row): Endpoint {
  return { request, becomes, meaning, ...(nameIn === undefined ? {} : { nameIn }) };
}
