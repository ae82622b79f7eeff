using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Live.Filters;

/// <summary>For each hub method, its own kind of answer with nothing but a refusal in it. Worked out once.</summary>
internal static class Refusals
{
    private static readonly Dictionary<string, Func<RefusalView, Answer>> Makers = typeof(IVisitHub).GetMethods().ToDictionary(m => m.Name, MakerOf, StringComparer.Ordinal);

    public static Answer Of(HubInvocationContext call, RefusalView refusal) => Makers[call.HubMethodName](refusal);

    private static Func<RefusalView, Answer> MakerOf(MethodInfo method) =>
        typeof(Refusals).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(method.ReturnType.GetGenericArguments()[0]).CreateDelegate<Func<RefusalView, Answer>>();

    private static TAnswer Make<TAnswer>(RefusalView refusal) where TAnswer : Answer, new() => new() { Refusal = refusal };
}
