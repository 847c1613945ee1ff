// PlatformServer
