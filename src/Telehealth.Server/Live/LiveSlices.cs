using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Chat;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

internal static class LiveSlices
{
    public static void AddLiveSlices(this IServiceCollection services)
    {
        services.AddSingleton<ISlice<GetMessagesRequest, GetMessagesAnswer>, GetMessagesSlice>();
        services.AddSingleton<ISlice<SendMessageRequest, SendMessageAnswer>, SendMessageSlice>();
        services.AddSingleton<ISlice<JoinVisitRequest, JoinVisitAnswer>, JoinVisitSlice>();
        services.AddSingleton<ISlice<RelaySignalRequest, PlainAnswer>, RelaySignalSlice>();
        services.AddSingleton<ISlice<ReportMediaRequest, PlainAnswer>, ReportMediaSlice>();
        services.AddSingleton<ShownTexts>().AddSingleton<ISlice<ReportRefusalShownRequest, PlainAnswer>, ReportRefusalShownSlice>();
        services.AddSingleton<ISlice<WatchOperationsRequest, WatchOperationsAnswer>, WatchOperationsSlice>();
        services.AddSingleton<WatchBoardSlice>();
        services.AddSingleton<ISlice<WatchBoardRequest, WatchBoardAnswer>>(s => s.GetRequiredService<WatchBoardSlice>());
        services.AddSingleton<ISlice<UnwatchBoardRequest, PlainAnswer>>(s => s.GetRequiredService<WatchBoardSlice>());
        services.AddSingleton<ISlice<YieldSeatRequest, PlainAnswer>>(s => s.GetRequiredService<SeatArbiter>());
    }
}
