using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Live;

/// <summary>Finds the slice of a request.</summary>
internal sealed class Slices(IServiceProvider services, IOptions<LiveOptions> options, TimeProvider time)
{
    public ISlice<TRequest, TAnswer> Of<TRequest, TAnswer>() => services.GetRequiredService<ISlice<TRequest, TAnswer>>();

    public LiveConnection Connection(HubCallerContext context, Caller caller) => new(context, new Visitor(caller, context.ConnectionId) { Network = NetworkHint.Of(context.GetHttpContext()) }, options.Value, time);
}
