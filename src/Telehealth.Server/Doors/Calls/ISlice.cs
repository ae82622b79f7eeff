namespace Telehealth.Server.Doors.Calls;

/// <summary>One verb of the hub, from its request to its answer. Slices are singletons and hold no state of a call.</summary>
internal interface ISlice<in TRequest, TAnswer>
{
    Task<TAnswer> HandleAsync(Visitor visitor, TRequest request, CancellationToken cancellation);
}
